import "./run.cjs";
