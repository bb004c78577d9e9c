import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import './check-service-answers.ts'

const described = (properties: object) => ({
  content: { 'application/json': { schema: { type: 'object', properties, additionalProperties: false } } },
})
const spec = {
  paths: { '/api/things/{id}': { get: { responses: { 200: described({ id: { type: 'string' } }) } } } },
}
const answers: Record<string, object> = {
  '/api/openapi.json': spec,
  '/api/things/1': { id: '1' },
  '/api/things/2': { id: '2', secret: true },
}
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answers[request.url!]))
})
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close())

test('an answer as its service describes it is what the test gets; one with a field more fails the test', async () => {
  expect(await (await fetch(`${url()}/api/things/1`)).json()).toEqual({ id: '1' })
  await expect(fetch(`${url()}/api/things/2`)).rejects.toThrow(
    'GET /api/things/2 answers 200 with another body',
  )
})
