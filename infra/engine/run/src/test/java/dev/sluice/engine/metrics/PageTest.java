package dev.sluice.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** However often it is requested, the page costs the engine the same. */
class PageTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final AtomicInteger rendered = new AtomicInteger();

    private Page page() {
        return new Page(() -> now, () -> "page " + rendered.incrementAndGet());
    }

    private static long given(Page page, int requests) {
        long given = 0;
        for (int i = 0; i < requests; i++) {
            given += page.bytes().isPresent() ? 1 : 0;
        }
        return given;
    }

    @Test
    void itIsRenderedOnceASecondAndSharedByAFew() {
        Page page = page();
        assertThat(given(page, 10_000)).isEqualTo(Page.SHARED);
        now = now.plusMillis(999);
        assertThat(given(page, 10_000)).isZero();
        assertThat(rendered).hasValue(1);
        now = now.plusMillis(1);
        assertThat(page.bytes().map(String::new)).hasValue("page 2");
        assertThat(given(page, 10_000)).isEqualTo(Page.SHARED - 1);
        assertThat(rendered).hasValue(2);
    }

    @Test
    void whileItIsRenderedOthersGetTheLastCopyAndNobodyWaits() {
        List<Optional<String>> seen = new ArrayList<>();
        List<Page> self = new ArrayList<>();
        Page page = new Page(() -> now, () -> {
            seen.add(self.get(0).bytes().map(String::new));
            return "page " + rendered.incrementAndGet();
        });
        self.add(page);
        page.bytes();
        now = now.plusSeconds(1);
        page.bytes();
        assertThat(seen).containsExactly(Optional.empty(), Optional.of("page 1"));
        assertThat(rendered).hasValue(2);
    }

    @Test
    void aPageThatCannotBeRenderedIsRenderedForTheNextOne() {
        Page page = new Page(() -> now, () -> {
            if (rendered.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
            }
            return "page";
        });
        try {
            page.bytes();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("not now");
        }
        assertThat(page.bytes()).isPresent();
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepAnOldCopy() {
        Page page = page();
        page.bytes();
        now = now.minusSeconds(3_600);
        assertThat(page.bytes().map(String::new)).hasValue("page 2");
    }
}
