import type { BuildOptions, Plugin } from 'esbuild'

export const bundledPrograms: readonly string[]
export const bundleOptions: BuildOptions & { metafile: true; plugins: Plugin[] }
