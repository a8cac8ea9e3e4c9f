/** The school's provider, as OpenID Connect has it: authorisation code with PKCE, state and nonce. */
import * as oidc from 'openid-client'
import { Refusal } from '../errors.ts'
import type { Claims } from './oidc-claims.ts'
import type { OidcSettings } from './oidc-settings.ts'

/** Each request to the provider may take this long. Seconds. */
const PATIENCE = 5
/** How long what the provider says about itself is believed. Milliseconds. */
const DISCOVERED_FOR = 3_600_000

/** What the browser's sealed cookie carries while it is at the provider. */
export interface Checks {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export const newChecks = (): Checks => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
})

export class Provider {
  readonly settings: OidcSettings
  #discovered: { readonly at: number; readonly configuration: Promise<oidc.Configuration> } | null = null

  constructor(settings: OidcSettings) {
    this.settings = settings
  }

  /** Where the browser goes to sign in. */
  async address({ state, nonce, verifier }: Checks): Promise<URL> {
    const { kind, domains, redirect } = this.settings
    const configuration = await this.#configuration()
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirect,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      // Computers in a school are shared: whoever signed in last must not be taken for whoever sits there now.
      ...(kind === 'other' ? {} : { prompt: 'select_account' }),
      // Saves a choice; what comes back is checked all the same.
      ...(kind === 'google' && domains.length === 1 ? { hd: domains[0] ?? '' } : {}),
    })
  }

  /**
   * The claims of the ID token behind a callback; its signature, issuer, audience, times and nonce hold.
   * @param search of the callback's address, from the question mark on
   */
  async claims(search: string, { state, nonce, verifier }: Checks): Promise<Claims> {
    const configuration = await this.#configuration()
    try {
      const tokens = await oidc.authorizationCodeGrant(
        configuration,
        new URL(search, this.settings.redirect),
        {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        },
      )
      const claims = tokens.claims()
      if (!claims) throw new TypeError('no ID token')
      return claims
    } catch (error) {
      throw refusalOf(error)
    }
  }

  #configuration(): Promise<oidc.Configuration> {
    const kept = this.#discovered
    if (kept && Date.now() - kept.at < DISCOVERED_FOR) return kept.configuration
    const configuration = this.#discover()
    const next = { at: Date.now(), configuration }
    this.#discovered = next
    // What failed is asked again by whoever comes next.
    configuration.catch(() => {
      if (this.#discovered === next) this.#discovered = null
    })
    return configuration
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings
    // The settings allow plain http on this machine only.
    const insecure = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []
    try {
      return await oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
        timeout: PATIENCE,
        execute: [...insecure, oidc.enableNonRepudiationChecks],
      })
    } catch (error) {
      throw down(error)
    }
  }
}

const OTHERWISE = 'The administrator can still sign in with a link made by npm run admin-link on the server.'

const down = (cause: unknown): Refusal => {
  const refusal = new Refusal(
    503,
    'provider-down',
    `The school’s sign-in service does not answer as it should. Try again in a minute. ${OTHERWISE}`,
    { retryAfter: 30 },
  )
  refusal.cause = cause
  return refusal
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
])

/** What went wrong with the provider, in words for whoever wants to sign in. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof oidc.AuthorizationResponseError) {
    if (error.error === 'server_error' || error.error === 'temporarily_unavailable') return down(error)
    return new Refusal(
      403,
      'provider-refused',
      'The school’s sign-in service did not let you in, or you went back.',
    )
  }
  if (error instanceof oidc.ResponseBodyError && error.error !== 'invalid_grant') {
    const message = `The school’s sign-in service does not accept this server: its client id or secret is wrong. ${OTHERWISE}`
    return new Refusal(503, 'provider-settings', message)
  }
  const code = (error as { code?: unknown }).code
  if ((error instanceof TypeError && error.message === 'fetch failed') || UNREACHABLE.has(String(code)))
    return down(error)
  return new Refusal(
    400,
    'provider-answer',
    'What the sign-in service answered does not fit what was asked. Start again.',
  )
}
