package waymark.casefile;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * People's names as they are looked for: whoever asks may have heard a name, mistyped it, know its beginning or have its parts in another order. Keys
 * find the candidates; likeness ranks them.
 */
final class Names {
    private static final DoubleMetaphone SOUND = new DoubleMetaphone();
    private static final JaroWinklerSimilarity LETTERS = new JaroWinklerSimilarity();
    private static final Pattern MARKS = Pattern.compile("\\p{M}+|['’‘`´ʼ]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int PIECE = 3;
    private static final double AS_BEGINNING = 0.95;
    private static final double AS_SOUND = 0.9;

    private Names() {}

    /** Whole words, their sounds, beginnings and endings: two spellings of a name have one of them in common. */
    static Set<String> keys(String name) {
        var keys = new LinkedHashSet<String>();
        for (var word : words(name)) {
            keys.add("=" + word);
            for (var sound : sounds(word)) keys.add("~" + sound);
            if (word.length() >= PIECE) {
                keys.add(word.substring(0, PIECE) + "-");
                keys.add("-" + word.substring(word.length() - PIECE));
            }
        }
        return keys;
    }

    /** From 0 to 1: how well each word that was asked for is found among the name's, in whatever order. */
    static double likeness(String asked, String name) {
        var wanted = words(asked);
        var left = new ArrayList<>(words(name));
        if (wanted.isEmpty()) return 0;
        double sum = 0;
        for (var word : wanted) {
            double best = 0;
            String taken = null;
            for (var candidate : left) {
                double likeness = likenessOfWords(word, candidate);
                if (likeness > best) {
                    best = likeness;
                    taken = candidate;
                }
            }
            left.remove(taken);
            sum += best;
        }
        return sum / wanted.size();
    }

    private static double likenessOfWords(String asked, String word) {
        if (asked.equals(word)) return 1;
        double letters = LETTERS.apply(asked, word);
        if (asked.length() >= PIECE && word.startsWith(asked)) return Math.max(letters, AS_BEGINNING);
        var sounds = sounds(asked);
        sounds.retainAll(sounds(word));
        return sounds.isEmpty() ? letters : Math.max(letters, AS_SOUND);
    }

    private static Set<String> sounds(String word) {
        var sounds = new LinkedHashSet<String>();
        for (boolean alternate : new boolean[] {false, true}) {
            var sound = SOUND.doubleMetaphone(word, alternate);
            // A single consonant is the sound of too many words to tell anything.
            if (sound != null && sound.length() > 1) sounds.add(sound);
        }
        return sounds;
    }

    /** In lower case without accents; O'Neill, O Neill and ONeill are one word. */
    static List<String> words(String name) {
        var folded = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace('ø', 'o')
                .replace('đ', 'd')
                .replace('ł', 'l');
        var words = new ArrayList<String>();
        var beginning = "";
        for (var word : BETWEEN_WORDS.splitAsStream(folded).toList()) {
            if (word.isEmpty()) continue;
            if (word.equals("o") || word.equals("d")) {
                beginning = word;
                continue;
            }
            words.add(beginning + word);
            beginning = "";
        }
        if (!beginning.isEmpty()) words.add(beginning);
        return words;
    }
}
