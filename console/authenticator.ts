/** The browser's own passkey windows; leaving one is no fault, and is said in words. */
import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { ApiError } from './api.ts'

type Options = Readonly<Record<string, unknown>>

const inWords = (error: unknown): ApiError => {
  const { name = '', code = '' } = error as { name?: string; code?: string }
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' || name === 'InvalidStateError')
    return new ApiError(0, 'This device has a passkey of yours for Kerb already.')
  if (name === 'NotAllowedError' || name === 'AbortError')
    return new ApiError(0, 'No passkey was used: the window was closed, or it took too long. Try again.')
  return new ApiError(0, 'This browser or device cannot use a passkey here. Try another device.')
}

/** What the options' own server made of them is what the browser takes: both sides are the same library. */
type Creation = Parameters<typeof startRegistration>[0]['optionsJSON']
type Request = Parameters<typeof startAuthentication>[0]['optionsJSON']

export const makePasskey = (options: Options): Promise<unknown> =>
  startRegistration({ optionsJSON: options as unknown as Creation }).catch((error: unknown) => {
    throw inWords(error)
  })

export const usePasskey = (options: Options): Promise<unknown> =>
  startAuthentication({ optionsJSON: options as unknown as Request }).catch((error: unknown) => {
    throw inWords(error)
  })
