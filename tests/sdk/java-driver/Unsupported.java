/** What the client cannot do. */
final class Unsupported extends Exception {
    Unsupported(String why) {
        super(why);
    }
}
