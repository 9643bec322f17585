import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/** The certificates of a PEM file, as Java has them. */
final class Certificates {
    private Certificates() {}

    static KeyStore of(String pem) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var file = Files.newInputStream(Path.of(pem))) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("certificate" + store.size(), certificate);
            }
        }
        return store;
    }
}
