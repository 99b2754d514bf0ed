package io.inferloop.tabular.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GroupedCallsTest {

    private static final int REFUSED = -1;

    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final GroupedCalls<Integer, String> calls =
            new GroupedCalls<>(this::write, IllegalArgumentException.class::isInstance, 3);
    private final Executor ownThreads = command -> Thread.ofPlatform().start(command);

    /** The first group waits; a group with {@link #REFUSED} is refused as a whole. */
    private List<String> write(List<Integer> group) {
        groups.add(group);
        if (groups.size() == 1) {
            awaitEnd();
        }
        if (group.contains(REFUSED)) {
            throw new IllegalArgumentException("refused");
        }
        if (group.contains(0)) {
            throw new IllegalStateException("away");
        }
        return group.stream().map(item -> "written " + item).toList();
    }

    private void awaitEnd() {
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void writesAnItemThatComesAloneAtOnce() {
        firstMayEnd.countDown();

        assertThat(calls.call(1)).isEqualTo("written 1");
        assertThat(calls.call(2)).isEqualTo("written 2");

        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void writesTogetherWhatCameDuringAWriteAndNoMoreThanAllowed() {
        List<CompletableFuture<String>> answers = startAfterAFirst(2, 3, 4, 5);

        firstMayEnd.countDown();

        assertThat(answers).extracting(CompletableFuture::join).allMatch(it -> it.startsWith("written "));
        assertThat(groups).extracting(List::size).containsExactly(1, 3, 1);
        assertThat(groups.stream().flatMap(List::stream)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void refusesTheOneItemThatIsToBlameAndWritesTheOthers() {
        List<CompletableFuture<String>> answers = startAfterAFirst(2, REFUSED, 4);

        firstMayEnd.countDown();

        assertThat(answers.get(0).join()).isEqualTo("written 2");
        assertThat(answers.get(2).join()).isEqualTo("written 4");
        assertThatThrownBy(answers.get(1)::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsEveryWriterOfAFailureThatIsNobodysFaultAndGoesOn() {
        List<CompletableFuture<String>> answers = startAfterAFirst(2, 0);

        firstMayEnd.countDown();

        assertThat(answers)
                .allSatisfy(answer -> assertThatThrownBy(answer::join)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(IllegalStateException.class));
        assertThat(calls.call(7)).isEqualTo("written 7");
    }

    /** Starts the writers of these items while the write of item 1 is held, in their order. */
    private List<CompletableFuture<String>> startAfterAFirst(int... items) {
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> calls.call(1), ownThreads);
        await().until(() -> groups.size() == 1);
        return IntStream.of(items)
                .mapToObj(item -> {
                    int before = calls.waiting();
                    CompletableFuture<String> answer =
                            CompletableFuture.supplyAsync(() -> calls.call(item), ownThreads);
                    await().until(() -> calls.waiting() > before && !first.isDone());
                    return answer;
                })
                .toList();
    }
}
