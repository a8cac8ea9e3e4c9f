import { expect, test } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { NO_DIRECTORY } from '../policy/sign-in.ts'
import { headers } from './headers.ts'

const ID = '456ff232-3512-4123-b3b3-3236a0826f3d'
const sent = (signInDomains: string[]): Record<string, string | undefined> =>
  Object.fromEntries(
    headers(plainPolicy({ signInDomains }))
      .flatMap(({ action }) => action.requestHeaders ?? [])
      .map(({ header, value }) => [header, value]),
  )

test('Microsoft is told which directory restricts, Google is not', () => {
  expect(sent(['hill.sch.uk', ID])).toEqual({
    'X-GoogApps-Allowed-Domains': 'hill.sch.uk',
    'Restrict-Access-To-Tenants': `${ID},hill.sch.uk`,
    'Restrict-Access-Context': ID,
    'sec-Restrict-Tenant-Access-Policy': 'restrict-msa',
  })
})

test('a school without a Microsoft directory names none to anybody', () => {
  expect(JSON.stringify(sent(['hill.sch.uk', NO_DIRECTORY]))).not.toContain(NO_DIRECTORY)
  expect(sent(['hill.sch.uk', NO_DIRECTORY])).not.toHaveProperty('Restrict-Access-Context')
})
