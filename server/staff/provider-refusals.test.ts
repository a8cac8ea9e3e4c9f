/** What must not get anybody in through the provider. */
import { describe, expect, it, vi } from 'vitest'
import { OTHER_CLIENT } from '../../tests/fixtures/oidc-provider.ts'
import { setDisabled } from './members.ts'
import { JO, providerStage } from '../../tests/fixtures/provider-stage.ts'

const stage = providerStage()
const { get, employ, start, callback, signIn, refused } = stage

describe('nobody gets in', () => {
  it('with a state that is not this browser’s, or without the cookie of the sign-in', async () => {
    await employ()
    const mine = await start()
    const path = await callback(mine)
    const theirs = await start()
    const lost = 'not begun in this browser'
    await refused(await get(path), 400, lost)
    await refused(await get(path, theirs.cookie), 400, lost)
    await refused(await get(path, 'kerb-signin=made-up'), 400, lost)
    const changed = path.replace(/state=[^&]+/, 'state=made-up')
    await refused(await get(changed, mine.cookie), 400, lost)
    await refused(await get(path.replace(/&?state=[^&]+/, ''), mine.cookie), 400, lost)
    // None of that ended the real one.
    expect((await get(path, mine.cookie)).statusCode).toBe(200)
  })

  it('by a callback that was used', async () => {
    await employ()
    const begun = await start()
    const path = await callback(begun)
    expect((await get(path, begun.cookie)).statusCode).toBe(200)
    await stage.server.context.db.deleteFrom('staff_sessions').execute()
    await refused(await get(path, begun.cookie), 400, 'used already')
  })

  it('by a sign-in that took too long', async () => {
    await employ()
    const begun = await start()
    const path = await callback(begun)
    const now = Date.now()
    try {
      vi.setSystemTime(now + 11 * 60_000)
      await refused(await get(path, begun.cookie), 400, 'took too long')
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    ['another nonce', (address: URL) => address.searchParams.set('nonce', 'n'.repeat(43))],
    ['no nonce', (address: URL) => address.searchParams.delete('nonce')],
    ['another PKCE challenge', (address: URL) => address.searchParams.set('code_challenge', 'c'.repeat(43))],
    ['a code of another client', (address: URL) => address.searchParams.set('client_id', OTHER_CLIENT.id)],
  ])('with %s', async (_what, change) => {
    await employ()
    const begun = await start('/', change)
    await refused(await get(await callback(begun), begun.cookie), 400, 'does not fit')
  })

  it('with an answer of another issuer, or a made-up code', async () => {
    await employ()
    for (const change of [
      (path: string) => path.replace(/iss=[^&]+/, `iss=${encodeURIComponent('https://evil.example')}`),
      (path: string) => path.replace(/code=[^&]+/, 'code=made-up'),
    ]) {
      const begun = await start()
      const path = await callback(begun)
      expect(change(path)).not.toBe(path)
      await refused(await get(change(path), begun.cookie), 400, 'does not fit')
    }
  })

  it('when the provider says no', async () => {
    await employ()
    const begun = await start()
    const { searchParams } = new URL(begun.location)
    const iss = encodeURIComponent(stage.idp.issuer)
    const path = `/signin/callback?error=access_denied&state=${searchParams.get('state')}&iss=${iss}`
    await refused(await get(path, begun.cookie), 403, 'did not let you in')
  })

  it.each([
    ['not verified', { email_verified: false }],
    ['not said to be verified', { email_verified: undefined }],
    ['verified in words only', { email_verified: 'true' }],
    ['of another domain', { email: 'jo.teacher@school.example.evil.example' }],
    ['no address', { email: 'school.example' }],
  ])('with an address that is %s', async (_what, claims) => {
    await employ()
    stage.idp.account = { ...JO, ...claims, groups: ['it'] }
    await refused(await signIn(), 403, 'does not vouch')
  })

  it('who is disabled, before and after the account is bound', async () => {
    const person = await employ()
    await setDisabled(stage.server.context.db, person, true, Date.now())
    await refused(await signIn(), 403, 'switched off')
    await setDisabled(stage.server.context.db, person, false, Date.now())
    expect((await signIn()).statusCode).toBe(200)
    await setDisabled(stage.server.context.db, person, true, Date.now())
    await stage.server.context.db.deleteFrom('staff_sessions').execute()
    await refused(await signIn(), 403, 'switched off')
  })
})
