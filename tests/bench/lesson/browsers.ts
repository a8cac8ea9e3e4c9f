/** The real browsers of `npm run bench:lesson`: each managed for itself, with ten tabs of which a lesson stops six. */
import { letIn } from '../../browser/lessons/stage.ts'
import { openPage, startSchoolBrowser, stoppedFor } from '../../browser/backstops/school.ts'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { until } from '../../rig/until.ts'
import type { TestWeb } from '../../rig/web.ts'
import type { BenchSchool } from './school.ts'
import { FORBIDDEN, PERMITTED, WITHIN } from './settings.ts'

const address = (host: string): string => `http://${host}/`

export class RealPupil {
  readonly #browser: ManagedBrowser

  private constructor(browser: ManagedBrowser) {
    this.#browser = browser
  }

  /** Let in by the school, with its tabs open. `confirmed`: installations of the school, this one counted. */
  static async seat(
    { server, group }: BenchSchool,
    web: TestWeb,
    of: { readonly name: string; readonly confirmed: number },
  ): Promise<RealPupil> {
    const browser = await startSchoolBrowser(
      {
        serverAddress: server.address,
        serverKeys: server.keys,
        enrolmentToken: server.token,
        userName: of.name,
        group,
      },
      { web },
    )
    await letIn(server, browser, of.confirmed)
    const first = await browser.tabs()
    for (const host of [...FORBIDDEN, ...PERMITTED]) await openPage(browser, address(host))
    for (const { targetId } of first) await browser.cdp.send('Target.closeTarget', { targetId })
    return new RealPupil(browser)
  }

  /** Whether just the forbidden tabs are stopped (or none of them), and all others are as they were. */
  async #shows(isLesson: boolean): Promise<boolean> {
    const shown = (await this.#browser.tabs()).map(({ url }) => {
      const stopped = stoppedFor(this.#browser, url)
      return stopped === null ? url : `stopped ${stopped}`
    })
    const wanted = [
      ...FORBIDDEN.map((host) => (isLesson ? `stopped ${address(host)}` : address(host))),
      ...PERMITTED.map(address),
    ]
    return shown.toSorted().join() === wanted.toSorted().join()
  }

  async comesIn(): Promise<void> {
    await until(() => this.#shows(true), { what: 'six of ten tabs to be stopped', within: WITHIN })
  }

  async comesBack(): Promise<void> {
    await until(() => this.#shows(false), { what: 'all ten tabs to be back', within: WITHIN })
  }

  close(): Promise<void> {
    return this.#browser.close()
  }
}
