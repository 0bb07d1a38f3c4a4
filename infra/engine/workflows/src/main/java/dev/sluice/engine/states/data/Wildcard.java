package dev.sluice.engine.states.data;

/** Text in which {@code *} stands for any characters and {@code \*} for itself. */
public record Wildcard(String pattern) {

    public boolean matches(String text) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (int p = 0; p < pattern.length(); p++) {
            char c = pattern.charAt(p);
            if (c == '*') {
                for (int t = 1; t <= text.length(); t++) {
                    reached[t] |= reached[t - 1];
                }
                continue;
            }
            if (c == '\\' && p + 1 < pattern.length()) {
                c = pattern.charAt(++p);
            }
            for (int t = text.length(); t > 0; t--) {
                reached[t] = reached[t - 1] && text.charAt(t - 1) == c;
            }
            reached[0] = false;
        }
        return reached[text.length()];
    }
}
