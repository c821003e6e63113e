import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;

/**
 * Cuts texts as the editors written in Java do: rule by rule, each found with java.util.regex, the first to decide at a
 * place wins. Arguments: a file of rules ("yes" or "no", before, after, by tabs, a rule a line) and a file of texts (one a
 * line). Prints the offsets of each text's cuts.
 */
public class Cuts {
    public static void main(String[] arguments) throws Exception {
        List<String[]> rules = new ArrayList<>();
        for (String line : Files.readAllLines(Paths.get(arguments[0]), StandardCharsets.UTF_8)) {
            rules.add(line.split("\t", -1));
        }
        for (String text : Files.readAllLines(Paths.get(arguments[1]), StandardCharsets.UTF_8)) {
            System.out.println(cuts(text, rules));
        }
    }

    static String cuts(String text, List<String[]> rules) {
        TreeMap<Integer, Boolean> decided = new TreeMap<>();
        for (String[] rule : rules) {
            Matcher before = Pattern.compile(rule[1]).matcher(text);
            Matcher after = Pattern.compile(rule[2]).matcher(text).useTransparentBounds(true);
            while (before.find()) {
                if (after.region(before.end(), text.length()).lookingAt()) {
                    decided.putIfAbsent(before.end(), rule[0].equals("yes"));
                }
            }
        }
        StringJoiner places = new StringJoiner(" ");
        decided.forEach((place, cut) -> {
            if (cut && place < text.length()) {
                places.add(String.valueOf(place));
            }
        });
        return places.toString();
    }
}
