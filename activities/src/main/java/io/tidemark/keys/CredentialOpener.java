package io.tidemark.keys;

import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.cms.RecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;

/** The private key of a {@link CertificateRecipient}. */
final class CredentialOpener implements Opener {

  private final Credential credential;

  CredentialOpener(Credential credential) {
    this.credential = credential;
  }

  @Override
  public RecipientId entry() {
    return isRsa()
        ? new JceKeyTransRecipientId(credential.certificate().x509())
        : new JceKeyAgreeRecipientId(credential.certificate().x509());
  }

  @Override
  public org.bouncycastle.cms.Recipient opening() {
    return isRsa()
        ? new JceKeyTransEnvelopedRecipient(credential.privateKey())
            .setProvider(BouncyCastle.PROVIDER)
        : new JceKeyAgreeEnvelopedRecipient(credential.privateKey())
            .setProvider(BouncyCastle.PROVIDER);
  }

  private boolean isRsa() {
    return credential.certificate().x509().getPublicKey() instanceof RSAPublicKey;
  }
}
