package dev.sluice.rules.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PatternSetTest {

    private static final List<String> PATTERNS = List.of(
            "{\"source\":[\"a\"]}",
            "{\"source\":[{\"prefix\":\"a\"}]}",
            "{\"source\":[{\"anything-but\":\"a\"}]}",
            "{\"detail\":{\"n\":[{\"numeric\":[\">\",2,\"<=\",5]}]}}",
            "{\"detail\":{\"n\":[3]},\"source\":[{\"suffix\":\"b\"}]}",
            "{\"detail\":{\"x\":[{\"exists\":false}]}}",
            "{\"$or\":[{\"source\":[\"ab\"]},{\"detail\":{\"n\":[1]}}]}",
            "{\"source\":[{\"wildcard\":\"*b*\"}]}",
            "{\"source\":[{\"equals-ignore-case\":\"AB\"}]}");

    @RepeatedTest(30)
    void matchesWhatEachPatternByItselfMatches(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        PatternSet<Integer> set = new PatternSet<>();
        Map<Integer, EventPattern> alone = new HashMap<>();
        for (int step = 0; step < 60; step++) {
            int id = random.nextInt(12);
            if (random.nextInt(3) == 0) {
                set.remove(id);
                alone.remove(id);
            } else {
                String pattern = PATTERNS.get(random.nextInt(PATTERNS.size()));
                set.put(id, pattern);
                alone.put(id, EventPattern.parse(pattern));
            }
            String event = event(random);
            Set<Integer> expected = new TreeSet<>();
            alone.forEach((key, pattern) -> {
                if (pattern.matches(event)) {
                    expected.add(key);
                }
            });
            assertThat(new TreeSet<>(set.match(event))).as(event).isEqualTo(expected);
        }
    }

    @Test
    void aRuleThatIsNotTouchedMatchesWhileOthersComeAndGo() throws Exception {
        PatternSet<String> set = PatternSet.of(Map.of("stays", "{\"source\":[\"a\"]}"));
        int matchers = 3;
        CountDownLatch started = new CountDownLatch(matchers);
        ExecutorService threads = Executors.newFixedThreadPool(matchers);
        try {
            List<Future<Integer>> missed = new ArrayList<>();
            for (int i = 0; i < matchers; i++) {
                missed.add(threads.submit(() -> {
                    started.countDown();
                    int misses = 0;
                    for (int n = 0; n < 5_000; n++) {
                        misses += set.match("{\"source\":\"a\"}").contains("stays") ? 0 : 1;
                    }
                    return misses;
                }));
            }
            started.await();
            for (int n = 0; n < 500; n++) {
                set.put("goes", "{\"source\":[{\"prefix\":\"a\"}]}");
                set.remove("goes");
            }
            for (Future<Integer> misses : missed) {
                assertThat(misses.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        PatternSet<String> set = PatternSet.of(Map.of("one", "{\"a\":[1]}"));
        set.remove("two");
        assertThat(set.match("{\"a\":1}")).containsExactly("one");
        assertThat(new PatternSet<String>().match("{\"a\":1}")).isEmpty();
    }

    @Test
    void whatIsNoEventIsRefused() {
        PatternSet<String> set = PatternSet.of(Map.of("one", "{\"a\":[1]}"));
        assertThatThrownBy(() -> set.match("[1]")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPatternThatWasNotCheckedIsRefusedAndChangesNothing() {
        PatternSet<String> set = PatternSet.of(Map.of("one", "{\"a\":[1]}"));
        assertThatThrownBy(() -> set.put("bad", "{}")).isInstanceOf(InvalidPatternException.class);
        set.put("two", "{\"a\":[2]}");
        assertThat(set.match("{\"a\":1}")).containsExactly("one");
    }

    private static String event(Random random) {
        String source = List.of("a", "ab", "AB", "b").get(random.nextInt(4));
        String detail = List.of("{\"n\":1}", "{\"n\":3}", "{\"n\":5,\"x\":1}", "{}", "{\"n\":\"3\"}")
                .get(random.nextInt(5));
        return "{\"source\":\"" + source + "\",\"detail\":" + detail + "}";
    }
}
