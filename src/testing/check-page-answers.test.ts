import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { launchChromium } from './browser.ts'
import { checkPageAnswers } from './check-page-answers.ts'

const answers: Record<string, object> = {
  '/api/openapi.json': {
    paths: {
      '/api/things/{id}': {
        get: {
          responses: {
            200: {
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    properties: { id: { type: 'string' } },
                    additionalProperties: false,
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  '/api/things/1': { id: '1' },
  '/api/things/2': { id: '2', secret: true },
}

test('what a browser is answered is held against what the service describes', async () => {
  const server = createServer((request, response) => {
    const answer = answers[request.url!]
    response.setHeader('content-type', answer === undefined ? 'text/html' : 'application/json')
    response.end(answer === undefined ? '<p>page</p>' : JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await launchChromium()
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const page = await browser.newPage()
    const readUndescribed = await checkPageAnswers(page, url)
    await page.goto(url)
    await page.evaluate(`fetch('/api/things/1').then((answer) => answer.text())`)
    expect(await readUndescribed()).toEqual([])
    await page.evaluate(`fetch('/api/things/2').then((answer) => answer.text())`)
    expect(await readUndescribed()).toEqual([
      expect.stringContaining('GET /api/things/2 answers 200 with another body than is described'),
    ])
  } finally {
    await browser.close()
    server.close()
  }
})
