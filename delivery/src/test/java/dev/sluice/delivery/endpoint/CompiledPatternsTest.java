package dev.sluice.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rules.pattern.PatternSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompiledPatternsTest {

    private final CompiledPatterns patterns = new CompiledPatterns();

    private static String total(int total) {
        return "{\"total\":[" + total + "]}";
    }

    @Test
    void theSamePatternsAreCompiledOnceWhoeverHasThem() {
        PatternSet<String> one = patterns.of(Set.of(total(1), total(2)));
        assertThat(patterns.of(Set.of(total(2), total(1)))).isSameAs(one);
        assertThat(one.match("{\"total\":2}")).containsExactly(total(2));
        assertThat(patterns.of(Set.of(total(1)))).isNotSameAs(one);
    }

    @Test
    void setsThatNobodyHoldsAreForgotten() {
        PatternSet<String> held = patterns.of(Set.of(total(0)));
        int made = 0;
        for (int round = 0; round < 20 && patterns.size() >= made / 2; round++) {
            System.gc();
            for (int last = made + 2_000; made < last; made++) {
                patterns.of(Set.of(total(made)));
            }
        }
        assertThat(patterns.size()).isLessThan(made / 2);
        assertThat(patterns.of(Set.of(total(0)))).isSameAs(held);
    }
}
