/**
 * The element of the dashboard's page that holds what the API answers to what the page asks first: an object of JSON,
 * by address. The server writes it, the page reads it.
 */
export const firstAnswersId = 'first-answers'
