type Environment = Record<string, string | undefined>

export function serversFolder(env?: Environment): string
export function serversFolders(env?: Environment): string[]
export function isTrusted(folder: string): boolean
export function forThisSystem(name: string): string
