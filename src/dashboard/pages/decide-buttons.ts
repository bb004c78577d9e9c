import { html, nothing } from 'lit'
import type { MaintainerVerdict } from '../../domain/pair.ts'
import { setTexts } from '../../words/page-texts/set.ts'
import { verdictWords } from '../../words/verdict.ts'
import { verdictOfKeys } from '../queue/decide.ts'

/**
 * The buttons that decide a set, each named by its key.
 * @param stands the verdict that the pair has; undefined: none.
 * @param press takes the key of the button that was pressed.
 */
export function renderDecideButtons(stands: MaintainerVerdict | undefined, press: (key: string) => void) {
  const button = (key: string, words: string, verdict?: MaintainerVerdict) => html`<button
    aria-pressed=${verdict === undefined ? nothing : verdict === stands ? 'true' : 'false'}
    @click=${() => press(key)}
  >
    ${words} <kbd aria-hidden="true">${key}</kbd>
  </button>`
  const verdict = (key: keyof typeof verdictOfKeys) =>
    button(key, verdictWords[verdictOfKeys[key]].button, verdictOfKeys[key])
  return html`<div class="decide" role="group" aria-label=${setTexts.decide}>
    ${verdict('d')} ${verdict('n')} ${verdict('c')} ${button('k', setTexts.chooseKeeper)} ${button('s', setTexts.putOff)}
  </div>`
}
