/** The same as run.cjs, which starts faster. */
import "./run.cjs";
