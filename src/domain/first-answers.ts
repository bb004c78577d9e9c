/**
 * The element of the dashboard's page that holds what the API answers to what the page asks first: an object of JSON,
 * by address. The server writes it, the page reads it.
 */
export const firstAnswersId = 'first-answers'

/** The element in the page's `claw-app` that shows the queue's upper end until the elements do. */
export const firstViewId = 'first-view'
