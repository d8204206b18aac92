package io.tidemark.keys;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;

/**
 * Whoever holds the private key of a certificate: RSA-OAEP with SHA-256 (KeyTransRecipientInfo), or
 * ephemeral ECDH with SHA-256 and AES-256 key wrap (KeyAgreeRecipientInfo).
 */
final class CertificateRecipient implements Recipient {

  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final Certificate certificate;

  CertificateRecipient(Certificate certificate) {
    this.certificate = requireNonNull(certificate, "certificate is null");
  }

  @Override
  public String keyId() {
    return certificate.keyId();
  }

  @Override
  public RecipientInfoGenerator generator() {
    try {
      return certificate.x509().getPublicKey() instanceof RSAPublicKey
          ? keyTransport()
          : keyAgreement((ECPublicKey) certificate.x509().getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("nothing can be wrapped for " + certificate, e);
    }
  }

  private RecipientInfoGenerator keyTransport() throws GeneralSecurityException {
    return new JceKeyTransRecipientInfoGenerator(
            certificate.x509(),
            new JcaAlgorithmParametersConverter()
                .getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, OAEP))
        .setProvider(BouncyCastle.PROVIDER);
  }

  private RecipientInfoGenerator keyAgreement(ECPublicKey key) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
    generator.initialize(key.getParams());
    KeyPair ephemeral = generator.generateKeyPair();
    return new JceKeyAgreeRecipientInfoGenerator(
            CMSAlgorithm.ECDH_SHA256KDF,
            ephemeral.getPrivate(),
            ephemeral.getPublic(),
            CMSAlgorithm.AES256_WRAP)
        .addRecipient(certificate.x509())
        .setProvider(BouncyCastle.PROVIDER);
  }
}
