export const replacedPaths: RegExp;

export function replace(filename: string, original: string): string;
