// The service looks for its servers where set-up puts them; src/ cannot import from bin/, so this is kept there.
export { serversFolder } from '../../src/servers-folder.mjs'
