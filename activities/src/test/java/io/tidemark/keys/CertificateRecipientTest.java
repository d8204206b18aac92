package io.tidemark.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrapping for certificates and signing, held against OpenSSL in both directions. */
final class CertificateRecipientTest {

  private static final KeyDerivation DERIVATION = KeyDerivation.random();

  @TempDir private Path folder;

  @Test
  void opensslOpensWhatWasWrappedForRsaAndEc() throws Exception {
    BackupKey writing = TestCredentials.writer(TestCredentials.WORKER).forWriting(DERIVATION);
    DataKey dataKey = writing.newDataKey();
    byte[] cms = writing.wrap(dataKey);

    for (Credential key : List.of(TestCredentials.READER, TestCredentials.ESCROW)) {
      Path pem = Files.writeString(folder.resolve("key.pem"), PemFile.text(key));
      byte[] opened =
          ForeignTool.run(
              cms,
              "openssl",
              "cms",
              "-decrypt",
              "-inform",
              "DER",
              "-inkey",
              pem.toString(),
              "-recip",
              pem.toString());

      assertThat(opened).isEqualTo(dataKey.bytes());
      assertThat(
              TestCredentials.reader(key, TestCredentials.WORKER)
                  .forReading(writing.keyIds(), null)
                  .unwrap(cms)
                  .bytes())
          .isEqualTo(dataKey.bytes());
    }
  }

  @Test
  void whoeverWritesForOthersCannotRead() throws Exception {
    KeyRing ring = TestCredentials.writer(TestCredentials.WORKER);
    BackupKey writing = ring.forWriting(DERIVATION);
    byte[] cms = writing.wrap(writing.newDataKey());

    assertThatThrownBy(() -> writing.unwrap(cms)).isInstanceOf(DecryptionFailedException.class);
    assertThatThrownBy(() -> writing.forWorkers().unwrap(cms))
        .isInstanceOf(DecryptionFailedException.class);
    assertThatThrownBy(() -> ring.forReading(writing.keyIds(), null))
        .isInstanceOf(MissingKeyException.class);
  }

  @Test
  void workersOfOneQueueReadEachOthersDocumentsAndNobodyElseDoes() throws Exception {
    BackupKey one = TestCredentials.writer(TestCredentials.WORKER).forWriting(DERIVATION);
    BackupKey other = TestCredentials.writer(TestCredentials.OTHER_WORKER).forWriting(DERIVATION);
    BackupKey stranger = TestCredentials.writer(TestCredentials.STRANGER).forWriting(DERIVATION);
    DataKey dataKey = one.newDataKey();
    byte[] cms = one.forWorkers().wrap(dataKey);

    assertThat(other.forWorkers().unwrap(cms).bytes()).isEqualTo(dataKey.bytes());
    assertThat(one.forWorkers().unwrap(cms).bytes()).isEqualTo(dataKey.bytes());
    assertThatThrownBy(() -> stranger.forWorkers().unwrap(cms))
        .isInstanceOf(DecryptionFailedException.class);
  }

  @Test
  void aWorkerThatWouldWriteForOthersIsTold() {
    KeyRing ring = TestCredentials.writer(TestCredentials.WORKER);
    List<String> others = List.of(TestCredentials.READER.certificate().keyId());

    assertThatThrownBy(() -> ring.forWriting(others, DERIVATION))
        .isInstanceOf(WrongKeyException.class)
        .hasMessageContaining(TestCredentials.ESCROW.certificate().keyId());
  }

  @Test
  void opensslBelievesASignatureAndKnowsTheFingerprint() throws Exception {
    byte[] message = "{\"format\":\"tidemark-backup\"}".getBytes(StandardCharsets.UTF_8);
    for (Credential signer : List.of(TestCredentials.WORKER, TestCredentials.OTHER_WORKER)) {
      ManifestSignature signature = ManifestSignature.sign(signer, message);
      Path pem = Files.writeString(folder.resolve("c.pem"), PemFile.text(signer.certificate()));
      Path publicKey = folder.resolve("public.pem");
      Files.write(
          publicKey,
          ForeignTool.run(
              new byte[0], "openssl", "x509", "-in", pem.toString(), "-noout", "-pubkey"));
      Path value = folder.resolve("signature");
      Files.write(value, HexFormat.of().parseHex(signature.value()));

      assertThat(
              ForeignTool.ask(
                  message,
                  "openssl",
                  "dgst",
                  "-sha256",
                  "-verify",
                  publicKey.toString(),
                  "-signature",
                  value.toString()))
          .isEqualTo("Verified OK");
      assertThat(
              ForeignTool.ask(
                      new byte[0],
                      "openssl",
                      "x509",
                      "-in",
                      pem.toString(),
                      "-noout",
                      "-fingerprint",
                      "-sha256")
                  .replace(":", ""))
          .endsWithIgnoringCase(signer.certificate().fingerprint());
      assertThat(signature.isOf(message, signer.certificate())).isTrue();
      assertThat(signature.isOf(message, TestCredentials.STRANGER.certificate())).isFalse();
    }
  }

  @Test
  void everyFlipOfASignatureIsNoticed() {
    byte[] message = {1, 2, 3};
    ManifestSignature signature = ManifestSignature.sign(TestCredentials.WORKER, message);
    byte[] text = signature.value().getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < text.length; i++) {
      for (int bit = 0; bit < 7; bit++) {
        byte[] flipped = text.clone();
        flipped[i] ^= (byte) (1 << bit);
        ManifestSignature changed =
            new ManifestSignature(
                signature.algorithm(), new String(flipped, StandardCharsets.US_ASCII));
        assertThat(changed.isOf(message, TestCredentials.WORKER.certificate())).isFalse();
      }
    }
  }

  @Test
  void filesOfOpensslAreRead() throws Exception {
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("cert.pem");
    ForeignTool.run(
        new byte[0],
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=by hand",
        "-keyout",
        key.toString(),
        "-out",
        certificate.toString());
    Path both = folder.resolve("both.pem");
    Files.writeString(both, Files.readString(key) + Files.readString(certificate));

    Credential read = PemFile.credential(both);

    assertThat(read.certificate()).isEqualTo(PemFile.certificates(certificate).get(0));
    assertThat(read.certificate().subject()).isEqualTo("CN=by hand");
    assertThatThrownBy(() -> PemFile.credential(key))
        .hasMessageContaining("must hold the certificate of its private key");
    assertThatThrownBy(() -> PemFile.certificates(key)).hasMessageContaining("no certificate");
    assertThatThrownBy(() -> PemFile.certificates(folder.resolve("none.pem")))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void keysThatAreTooSmallOrNotTheCertificatesOwnAreRefused() {
    assertThatThrownBy(
            () ->
                new Credential(
                    TestCredentials.READER.certificate(), TestCredentials.WORKER.privateKey()))
        .hasMessageContaining("is not the one of the certificate");
    Path weak = folder.resolve("weak.pem");
    ForeignTool.run(
        new byte[0],
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:1024",
        "-nodes",
        "-subj",
        "/CN=weak",
        "-keyout",
        "/dev/null",
        "-out",
        weak.toString());
    assertThatThrownBy(() -> PemFile.certificates(weak)).hasMessageContaining("2048");
  }

  @Test
  void nothingShowsAPrivateKey() {
    String key = HexFormat.of().formatHex(TestCredentials.WORKER.privateKey().getEncoded());

    assertThat(TestCredentials.WORKER + " " + TestCredentials.writer(TestCredentials.WORKER).keys())
        .contains("CN=worker one")
        .doesNotContain(key.substring(0, 20));
  }
}
