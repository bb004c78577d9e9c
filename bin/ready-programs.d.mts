export function readyProgram(root: string, name: string): Promise<string | null>
