package dev.sluice.rules.names;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant: the nearest one, if it is near enough. */
public final class DidYouMean {

    /** One slip for each so many characters, and at least one. */
    private static final int CHARACTERS_PER_SLIP = 4;

    /** Longer names are not compared. */
    private static final int LONGEST = 256;

    private DidYouMean() {}

    /** {@code "; did you mean NAME?"}, or empty if no known name is near. */
    public static String hint(String wrong, Collection<String> known) {
        return nearest(wrong, known).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** The known name with the fewest slips between it and {@code wrong}; of equally near ones the first by alphabet. */
    public static Optional<String> nearest(String wrong, Collection<String> known) {
        int most = Math.max(1, wrong.length() / CHARACTERS_PER_SLIP);
        return wrong.length() > LONGEST
                ? Optional.empty()
                : known.stream()
                        .filter(name -> Math.abs(name.length() - wrong.length()) <= most)
                        .filter(name -> !name.equals(wrong) && slips(wrong, name) <= most)
                        .min(Comparator.comparingInt((String name) -> slips(wrong, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * Insertions, deletions, replacements and swaps of neighbours; upper and lower case count as the same.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance">Optimal string alignment</a>
     */
    private static int slips(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : cheapest(distance, a, b, i, j);
            }
        }
        return distance[a.length()][b.length()];
    }

    private static int cheapest(int[][] distance, String a, String b, int i, int j) {
        int replaced = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }
}
