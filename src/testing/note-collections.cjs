// Loaded before a program: writes a letter to NOTE_COLLECTIONS each time that the program asks for a collection of
// garbage, in either of the ways of src/idle-memory.ts.
const { appendFileSync } = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')
const inspector = require('node:inspector')
const v8 = require('node:v8')

const note = () => appendFileSync(process.env.NOTE_COLLECTIONS, 'c')
const { post } = inspector.Session.prototype
inspector.Session.prototype.post = function (method, ...rest) {
  if (method === 'HeapProfiler.collectGarbage') note()
  return post.call(this, method, ...rest)
}
const { setFlagsFromString } = v8
v8.setFlagsFromString = (flags) => {
  if (flags === '--expose-gc') note()
  return setFlagsFromString(flags)
}
syncBuiltinESMExports()
