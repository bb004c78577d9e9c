/**
 * The address of the pages that everybody may read, an origin: links that are meant for others lead there. Null where
 * it is not known, or where reading needs a token: a link that its reader cannot open is worse than none.
 */
export function publicSite(config: { publicUrl: string | null; dashboardPublic: boolean }): string | null {
  return config.dashboardPublic ? config.publicUrl : null
}
