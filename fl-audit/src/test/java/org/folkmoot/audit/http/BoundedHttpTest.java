package org.folkmoot.audit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.folkmoot.api.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BoundedHttpTest {
    private static final int CAP = 1000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final BoundedHttp http = BoundedHttp.within(Duration.ofSeconds(1));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/echo");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            for (int i = 0; i < 10 * CAP; i++) {
                body.write(new byte[100]);
            }
            exchange.close();
        });
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            awaitEnd();
        });
        server.createContext("/silent", exchange -> awaitEnd());
        server.start();
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void bringsAnswersUpToTheCap() throws Exception {
        byte[] body = new byte[CAP];
        assertThat(http.post(at("/echo"), "text/plain", body, CAP)).isEqualTo(new HttpAnswer(200, Bytes.of(body)));
        assertThat(http.get(at("/nowhere"), CAP).status()).isEqualTo(404);
    }

    @Test
    void refusesAnswersBeyondTheCap() {
        refuses("/endless", "> " + CAP + " bytes");
    }

    @Test
    void waitsNeitherForTheFirstByteNorForTheLastLongerThanTheTimeout() {
        refuses("/silent", "");
        refuses("/drip", "PT1S");
    }

    @Test
    void followsNobodyElsewhere() throws Exception {
        assertThat(http.get(at("/moved"), CAP).status()).isEqualTo(302);
    }

    @Test
    void saysThatNobodyIsThere() {
        server.stop(0);
        refuses("/echo", "cannot be reached");
    }

    @Test
    void staysInterrupted() {
        Thread.currentThread().interrupt();
        refuses("/echo", "interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void needsATimeout() {
        assertThatIllegalArgumentException().isThrownBy(() -> BoundedHttp.within(Duration.ZERO));
    }

    private void refuses(String path, String why) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> http.get(at(path), CAP))
                .withMessageContaining(why);
    }
}
