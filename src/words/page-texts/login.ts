/** The form that asks for the dashboard's token. */
export const loginTexts = {
  toRead: 'This dashboard needs its token',
  toWrite: 'Giving a verdict needs the token',
  /** Around the name of the setting. */
  what: {
    before: 'It is the value of ',
    after: ' on the server. Ask the person who runs ClawTriage for it.',
  },
  token: 'Dashboard token',
  checking: 'Checking…',
  open: 'Open the dashboard',
  proceed: 'Continue with the token',
  decline: 'Continue reading without it',
  wrong: 'That is not the token. Check it for missing characters.',
} as const
