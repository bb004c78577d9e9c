/** Where the model is reached, without trailing slashes. */
export interface Urls {
  api: string
  server: string
}

/** A path of a repository in a URL: slashes stay, everything else that is not plain is escaped. */
export const escapePath = (path: string) => path.split('/').map(encodeURIComponent).join('/')
