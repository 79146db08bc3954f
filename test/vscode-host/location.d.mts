export const NODE_MAJOR: number;
export const manifestFolder: string;
export function hostFolder(): string;
export function serverProgram(folder?: string): string;
