import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { repositoryPath } from '../../markup/repository-path.ts'
import { type Route, readRoute } from '../../markup/route.ts'
import { tabTitle } from '../../markup/tab-title.ts'
import { frameTexts } from '../../words/page-texts/frame.ts'
import { closeSession, hasSession } from '../api/client.ts'
import { recall, remember, returnTo } from '../place.ts'
import { isUnsaved, retryActions, whenWritten } from '../queue/actions.ts'
import { forgetReader } from '../queue/forget-reader.ts'
import { followLogOut, noteLogOut } from '../queue/kept-words.ts'
import { clickedPath, navigate } from '../router.ts'
import { findDeep } from './deep.ts'
import { HandOver } from './hand-over.ts'
import './login-form.ts'
import './last-action.ts'
import './shortcuts.ts'
import { renderTop } from '../../markup/frame.ts'
import { frameStyle } from '../../markup/frame-style.ts'
import { baseStyle } from '../../markup/style.ts'
import { firstAnswers } from '../pages/first-answers.ts'
import { loadPage } from '../pages/load-page.ts'
import { loadDecisionPagesSoon } from '../pages/load-soon.ts'

/** So long a page waits for what is sent before it. Milliseconds. */
const resendForMs = 2_000

const atMost = (sending: Promise<unknown>) =>
  Promise.race([sending, new Promise((resolve) => setTimeout(resolve, resendForMs))])

/** The frame of every view: brand, the repository's sections, and the page that the address names. */
@customElement('claw-app')
export class App extends LitElement {
  static override styles = [baseStyle, frameStyle]

  @state() private route: Route = readRoute(location.pathname)
  @state() private search = location.search
  /** The API asked for the dashboard's token: the form stands in for the page until it is given. */
  @state() private locked: 'reading' | 'writing' | null = null
  /** There is something to log out of, or it was just done; what a failed attempt says otherwise. */
  @state() private login: 'none' | 'open' | 'closed' | 'stuck' = 'none'
  /** Why the code of the page is not there. */
  @state() private broken: unknown = null
  /** Counts sessions: a page that was refused is made anew after logging in. */
  @state() private session = 0

  private readonly handOver = new HandOver(this)
  private followedLogOut = () => {}

  protected override createRenderRoot() {
    const tree = super.createRenderRoot()
    this.handOver.begin(tree)
    return tree
  }

  override connectedCallback() {
    super.connectedCallback()
    // The browser would scroll before the list is there.
    history.scrollRestoration = 'manual'
    window.addEventListener('popstate', this.readAddress)
    window.addEventListener('navigated', this.readAddress)
    this.addEventListener('click', this.followLink)
    this.addEventListener('session-needed', this.lock)
    this.followedLogOut = followLogOut(this.showLogOut)
  }

  override disconnectedCallback() {
    window.removeEventListener('popstate', this.readAddress)
    window.removeEventListener('navigated', this.readAddress)
    this.followedLogOut()
    super.disconnectedCallback()
  }

  /** Frame and page in one step where the answers come at once: a slow processor pays for each frame that it draws. */
  protected override async scheduleUpdate() {
    if (!this.hasUpdated) await firstAnswers(this.route, this.search)
    super.scheduleUpdate()
  }

  override render() {
    return html`
      <header>
        <button class="skip" @click=${this.focusMain}>${frameTexts.skip}</button>
        ${renderTop('owner' in this.route ? this.route : null)}
      </header>
      <main id="main" tabindex="-1">
        ${
          this.locked !== null
            ? html`<claw-login-form
                ?write=${this.locked === 'writing'}
                @session-opened=${this.unlock}
                @session-declined=${this.unlock}
              ></claw-login-form>`
            : keyed(`${this.session} ${pageKey(this.route)}`, this.renderPage())
        }
      </main>
      <footer class="faint">
        ${frameTexts.about} ${frameTexts.keysHint.before}<kbd>?</kbd>${frameTexts.keysHint.after}
        ${this.renderAlternates()} ${this.renderLogin()}
      </footer>
      <div class="told">
        <claw-shortcuts></claw-shortcuts>
        <claw-last-action
          .owner=${'owner' in this.route ? this.route.owner : ''}
          .repo=${'owner' in this.route ? this.route.repo : ''}
        ></claw-last-action>
      </div>
    `
  }

  protected override willUpdate(changed: PropertyValues) {
    // Not in the constructor: that runs within the whole script, and a browser that notes where cookies are read from
    // would look through all of it.
    if (!this.hasUpdated && (hasSession('dashboard') || hasSession('ops'))) this.login = 'open'
    if (changed.has('route')) void this.load(this.route)
  }

  /** Its code comes when the page is asked for; where that fails, the frame says so in its place. */
  private async load(route: Route) {
    this.broken = null
    try {
      await loadPage(route.page)
      // The list has them loaded when its first set is drawn.
      if (route.page !== 'sets') loadDecisionPagesSoon()
    } catch {
      const error = new Error(frameTexts.codeMissing)
      if (this.route === route) this.broken = error
    }
  }

  protected override firstUpdated() {
    this.handOver.end(this.renderRoot)
  }

  protected override updated(changed: PropertyValues) {
    // A page says more in the tab once it is read, which may be for those who are logged in alone.
    if (changed.has('route') || changed.has('session') || (changed.has('locked') && this.locked !== null))
      document.title = tabTitle(this.route)
  }

  /** The same for programs. */
  private renderAlternates() {
    // The service has no address for what was put together here.
    const { page } = this.route
    if (page === 'missing' || page === 'plan' || this.locked !== null) return nothing
    const { pathname, search } = location
    const json = pathname === '/' ? '/index.json' : `${pathname.replace(/\/$/, '')}.json${search}`
    const { alternates } = frameTexts
    return html`${alternates.before}<a rel="alternate" type="application/json" href=${json}>${alternates.json}</a>${
      'owner' in this.route
        ? html`${alternates.between}<a
              rel="alternate"
              type="application/atom+xml"
              href=${`${repositoryPath(this.route.owner, this.route.repo)}.atom`}
              >${alternates.feed}</a
            >`
        : nothing
    }${alternates.after}`
  }

  private renderLogin() {
    switch (this.login) {
      case 'none':
        return nothing
      case 'open':
        return html`<button class="link" @click=${this.logOut}>${frameTexts.logOut}</button>`
      case 'closed':
        return html`<span role="status">${frameTexts.loggedOut}</span>`
      case 'stuck':
        return html`<span role="alert">${frameTexts.logOutFailed}</span>
          <button class="link" @click=${this.logOut}>${frameTexts.tryAgain}</button>`
    }
  }

  private async logOut() {
    // What was said is told as said while it is still under way.
    await atMost(whenWritten())
    if (isUnsaved() && !confirm(frameTexts.logOutUnsaved)) return
    try {
      await closeSession()
      noteLogOut(Date.now())
      this.showLogOut()
    } catch {
      this.login = 'stuck'
    }
  }

  /** Here, or in another tab of this browser. */
  private readonly showLogOut = () => {
    forgetReader()
    this.login = 'closed'
    // What is shown may be for those who are logged in alone.
    this.session += 1
  }

  private renderPage(): TemplateResult {
    const { route, search, broken } = this
    if (broken !== null)
      return html`<claw-failure
        what=${frameTexts.page}
        .error=${broken}
        @retry=${() => location.reload()}
      ></claw-failure>`
    switch (route.page) {
      case 'repositories':
        return html`<claw-repositories-page></claw-repositories-page>`
      case 'sets':
        return html`<claw-sets-page .owner=${route.owner} .repo=${route.repo} .search=${search}></claw-sets-page>`
      case 'set':
        return html`<claw-set-page .owner=${route.owner} .repo=${route.repo} .setId=${route.id}></claw-set-page>`
      case 'pulls':
        return html`<claw-pulls-page .owner=${route.owner} .repo=${route.repo} .search=${search}></claw-pulls-page>`
      case 'pull':
        return html`<claw-pull-page .owner=${route.owner} .repo=${route.repo} .number=${route.number}></claw-pull-page>`
      case 'issues':
        return html`<claw-issues-page .owner=${route.owner} .repo=${route.repo}></claw-issues-page>`
      case 'issue':
        return html`<claw-issue-page .owner=${route.owner} .repo=${route.repo} .number=${route.number}></claw-issue-page>`
      case 'scans':
        return html`<claw-scans-page .owner=${route.owner} .repo=${route.repo}></claw-scans-page>`
      case 'pair':
        return html`<claw-pair-page .owner=${route.owner} .repo=${route.repo} .a=${route.a} .b=${route.b}></claw-pair-page>`
      case 'plan':
        return html`<claw-plan-page .owner=${route.owner} .repo=${route.repo} .ids=${route.ids}></claw-plan-page>`
      case 'missing':
        return html`<claw-missing-page></claw-missing-page>`
    }
  }

  private readonly readAddress = (event: Event) => {
    const route = readRoute(location.pathname)
    const moved = JSON.stringify(route) !== JSON.stringify(this.route)
    this.search = location.search
    if (!moved) return
    this.route = route
    this.locked = null
    window.scrollTo(0, 0)
    // A screen reader hears that the view is another one, and Tab goes on from its beginning.
    this.updateComplete.then(() => {
      this.focusMain()
      // Back on a list, the reader goes on where it was left.
      if (event.type === 'popstate')
        void returnTo(recall(), (href) =>
          findDeep<HTMLAnchorElement>(this.renderRoot.querySelector('main')!, 'a').find(
            (link) => link.getAttribute('href') === href,
          ),
        )
    })
  }

  private readonly followLink = (event: MouseEvent) => {
    const path = clickedPath(event)
    if (path === null) return
    event.preventDefault()
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement)
    if (link) remember({ link: link.getAttribute('href'), top: link.getBoundingClientRect().top })
    navigate(path)
  }

  private readonly lock = (event: Event) => {
    const [asker] = event.composedPath()
    this.locked =
      asker instanceof HTMLElement &&
      (asker.localName === 'claw-verdict' || asker.localName === 'claw-last-action')
        ? 'writing'
        : 'reading'
  }

  private async unlock({ type }: Event) {
    // What was refused without a token is sent before the page that shows what came of it, unless that takes long.
    if (type === 'session-opened') await atMost(retryActions())
    this.locked = null
    this.session += 1
    if (hasSession('dashboard')) this.login = 'open'
    // The form that had the focus is gone: keys and Tab go on from the page.
    await this.updateComplete
    this.focusMain()
  }

  private focusMain() {
    this.renderRoot.querySelector('main')?.focus({ preventScroll: true })
  }
}

/**
 * What has an element of its own. From set to set a reader goes by a key, and waits for it: the sets of a repository
 * share theirs.
 */
function pageKey(route: Route): string {
  return JSON.stringify(route.page === 'set' ? { ...route, id: null } : route)
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-app': App
  }
}
