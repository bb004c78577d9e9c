import { buildSampleRepository, samplePulls } from './duplicate-repository.ts'
import { type GitHubModel, startGitHubModel } from './github/github-model.ts'

/** A model of GitHub that has Acme/gateway with the sample's pull requests; `close` leaves nothing of it. */
export interface SampleModel extends Pick<GitHubModel, 'apiUrl' | 'serverUrl'> {
  close(): Promise<void>
}

export async function startSampleModel(): Promise<SampleModel> {
  const history = await buildSampleRepository()
  const model = await startGitHubModel()
  const repository = await model.addRepository('Acme', 'gateway', history.gitDir)
  await repository.openPulls(
    samplePulls.map(({ branch, title, author }) => ({ head: branch, title, author })),
  )
  const { apiUrl, serverUrl } = model
  return {
    apiUrl,
    serverUrl,
    async close() {
      await model.close()
      await history.remove()
    },
  }
}
