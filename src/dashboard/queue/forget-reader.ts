import { forgetAhead } from '../api/read-ahead.ts'
import { forgetActions } from './actions.ts'
import { forgetQueues } from './open-sets.ts'
import { forgetWords } from './own-words.ts'

/** The reader has logged out: what was said and read here is not for whoever comes next. */
export function forgetReader(): void {
  forgetActions()
  forgetWords()
  forgetQueues()
  forgetAhead('')
}
