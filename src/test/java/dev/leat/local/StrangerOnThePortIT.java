package dev.leat.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leat.local.PrivateServer.Running;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server has died, and another program listens on its port when the next call comes.
class StrangerOnThePortIT {
  @TempDir Path temp;
  private PrivateServer server;
  private Running before;

  @BeforeEach
  void aServerThatHasDied() throws Exception {
    server = PrivateServer.at(Optional.of(temp.resolve("server")), Map.of());
    before = server.ensureStarted();
    ProcessHandle process = ProcessHandle.of(before.pid()).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void leaveNothingRunning() {
    server.stop();
  }

  @Test
  void oneThatSaysYesToEverythingIsNotToldThePassword() throws Exception {
    var heard = new ByteArrayOutputStream();
    try (ServerSocket stranger = listen()) {
      Thread.ofVirtual().start(() -> sayYes(stranger, heard));

      Running after = server.ensureStarted();

      assertThat(after.port()).isNotEqualTo(before.port());
    }
    assertThat(heard.toString(UTF_8)).contains("AUTH").doesNotContain(before.password());
  }

  @Test
  void oneThatSaysNothingIsLeftAlone() throws Exception {
    try (ServerSocket _ = listen()) {
      assertThat(server.ensureStarted().port()).isNotEqualTo(before.port());
    }
  }

  @Test
  void whatItWasToldOpensNothingLater() throws Exception {
    var heard = new ByteArrayOutputStream();
    try (ServerSocket stranger = listen()) {
      Thread.ofVirtual().start(() -> sayYes(stranger, heard));
      server.ensureStarted();
    }
    Registration now = Registration.read(new ServerDirectory(temp.resolve("server"))).orElseThrow();
    assertThat(heard.toString(UTF_8)).doesNotContain(now.probe()).doesNotContain(now.proof());
  }

  private ServerSocket listen() throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), before.port()));
    return socket;
  }

  private static void sayYes(ServerSocket socket, ByteArrayOutputStream heard) {
    while (true) {
      try (Socket connection = socket.accept()) {
        byte[] buffer = new byte[4096];
        for (int n = connection.getInputStream().read(buffer);
            n >= 0;
            n = connection.getInputStream().read(buffer)) {
          heard.write(buffer, 0, n);
          connection.getOutputStream().write("+OK\r\n+OK\r\n+OK\r\n+OK\r\n".getBytes(UTF_8));
        }
      } catch (IOException e) {
        if (socket.isClosed()) {
          return;
        }
      }
    }
  }
}
