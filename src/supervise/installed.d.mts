type Environment = Record<string, string | undefined>

export function installedFolder(servers: string, name: string): string
export function findInstalled(name: string, programs: readonly string[], env?: Environment): string | null
export function programEnv(program: string, folder?: string | null, env?: Environment): Record<string, string>
