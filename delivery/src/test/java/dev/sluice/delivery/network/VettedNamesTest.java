package dev.sluice.delivery.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.delivery.ManualClock;
import dev.sluice.network.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VettedNamesTest {

    private static final Duration JUST_UNDER = Duration.ofMillis(29_999);
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final ManualClock clock = new ManualClock();
    private final List<String> lookedUp = new ArrayList<>();
    private String leadsTo = "8.8.8.8";
    private final VettedNames names = new VettedNames(AddressGuard.allowing(""), this::lookUp, clock);

    @Test
    void aNameIsLookedUpAndVettedAgainAfterThirtySeconds() throws UnknownHostException {
        assertThat(names.resolve("example.com")).containsExactly(address("8.8.8.8"));
        leadsTo = "169.254.169.254";
        clock.advance(JUST_UNDER);
        assertThat(names.resolve("example.com")).containsExactly(address("8.8.8.8"));
        assertThat(names.remembered("example.com")).isPresent();
        clock.advance(MILLISECOND);
        assertThat(names.remembered("example.com")).isEmpty();
        assertThatThrownBy(() -> names.resolve("example.com"))
                .isInstanceOf(ForbiddenAddressException.class)
                .hasMessage("example.com leads to 169.254.169.254, which may not be reached");
        assertThat(lookedUp).hasSize(2);
    }

    @Test
    void aRequestKeepsTheAddressItBeganWithForTwentySecondsMore() throws UnknownHostException {
        names.resolve("example.com");
        leadsTo = "10.0.0.1";
        clock.advance(Duration.ofMillis(49_999));
        assertThat(names.pinned("example.com")).containsExactly(address("8.8.8.8"));
        clock.advance(MILLISECOND);
        assertThatThrownBy(() -> names.pinned("example.com")).isInstanceOf(ForbiddenAddressException.class);
    }

    @Test
    void aNameThatLeadsToAForbiddenAddressIsNotRemembered() throws UnknownHostException {
        leadsTo = "127.0.0.1";
        assertThatThrownBy(() -> names.resolve("example.com")).isInstanceOf(ForbiddenAddressException.class);
        leadsTo = "1.1.1.1";
        assertThat(names.resolve("example.com")).containsExactly(address("1.1.1.1"));
    }

    @Test
    void aNameIsTheSameInAnyCaseAndAnAddressWithAndWithoutBrackets() throws UnknownHostException {
        names.resolve("Example.COM");
        names.resolve("example.com");
        names.resolve("[2606:4700::1111]");
        names.resolve("2606:4700::1111");
        assertThat(lookedUp).containsExactly("example.com", "2606:4700::1111");
    }

    @Test
    void whatACallerDoesToTheAnswerChangesNothing() throws UnknownHostException {
        names.resolve("example.com")[0] = address("10.0.0.1");
        assertThat(names.resolve("example.com")).containsExactly(address("8.8.8.8"));
        names.resolve("example.com")[0] = address("10.0.0.1");
        assertThat(names.pinned("example.com")).containsExactly(address("8.8.8.8"));
    }

    @Test
    void tenThousandNamesAreRememberedAndThenTheOldestIsForgotten() throws UnknownHostException {
        for (int i = 0; i < 10_000; i++) {
            names.resolve("n" + i + ".example.com");
        }
        assertThat(names.remembered("n0.example.com")).isPresent();
        names.resolve("one-more.example.com");
        assertThat(names.remembered("n0.example.com")).isEmpty();
        assertThat(names.remembered("n1.example.com")).isPresent();
        assertThat(names.remembered("one-more.example.com")).isPresent();
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        lookedUp.add(host);
        return new InetAddress[] {address(leadsTo)};
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}
