package dev.leat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StopTest {
  @Test
  void aReplyThatIsThereWinsOverTheRequest() {
    Stop stop = new Stop();
    stop.request();
    assertThat(stop.await(CompletableFuture.completedFuture("x"))).contains("x");
    assertThat(stop.await(new CompletableFuture<String>())).isEmpty();
  }

  @Test
  void theRequestEndsAWait() throws InterruptedException {
    Stop stop = new Stop();
    Thread other = Thread.ofVirtual().start(stop::request);
    assertThat(stop.await(new CompletableFuture<String>())).isEmpty();
    other.join();
    assertThat(stop.requested()).isTrue();
  }

  @Test
  void failuresComeOutAsTheyAre() {
    Failure failure = new Failure.NotFound("no such stream", null);
    assertThatThrownBy(() -> new Stop().await(CompletableFuture.failedFuture(failure)))
        .isSameAs(failure);
    assertThatThrownBy(() -> Replies.join(CompletableFuture.failedFuture(failure)))
        .isSameAs(failure);
  }

  @Test
  void actionsRunOnceWheneverTheyCame() {
    Stop stop = new Stop();
    List<String> ran = new ArrayList<>();
    stop.onRequest(() -> ran.add("before"));
    stop.request();
    stop.request();
    stop.onRequest(() -> ran.add("after"));
    assertThat(ran).containsExactly("before", "after");
  }
}
