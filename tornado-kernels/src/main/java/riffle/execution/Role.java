package riffle.execution;

/** What a backend is to the measurements: in the order in which people read of backends. */
public enum Role {
    /** Its outputs judge those of all others, and it runs where nothing else does. There is one. */
    ORACLE,
    /** What is shipped, what runs by default and what every measurement is about. There is one. */
    SUBJECT,
    /** The subject's work done in another way, whose start costs more than it tells about most networks. */
    VARIANT,
    /** What a user would pick instead: it is measured beside the subject, and judges the oracle too. */
    PEER
}
