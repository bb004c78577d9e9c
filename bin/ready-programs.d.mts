export function readyProgram(checkout: string, name: string): Promise<string | null>
