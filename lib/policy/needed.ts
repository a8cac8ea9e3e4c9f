/**
 * Exact hosts that stay open in every mode, because a device that cannot sign in or update is no safer: sign-in
 * pages of the school platforms and what only they load, updates, and the check for a network's own log-in page.
 * None of them carries content that anybody publishes.
 */
export const NEEDED_HOSTS: readonly string[] = [
  // Google sign-in.
  'accounts.google.com',
  'accounts.google.co.uk',
  'accounts.youtube.com',
  'oauth2.googleapis.com',
  'ssl.gstatic.com',
  'www.gstatic.com',
  // Microsoft sign-in.
  'login.microsoftonline.com',
  'login.microsoft.com',
  'login.windows.net',
  'login.live.com',
  'device.login.microsoftonline.com',
  'autologon.microsoftazuread-sso.com',
  'aadcdn.msauth.net',
  'aadcdn.msftauth.net',
  'logincdn.msauth.net',
  'logincdn.msftauth.net',
  // Apple sign-in.
  'appleid.apple.com',
  'idmsa.apple.com',
  // Updates of the browsers and their extensions.
  'clients2.google.com',
  'clients2.googleusercontent.com',
  'update.googleapis.com',
  'edge.microsoft.com',
  'msedge.api.cdn.mp.microsoft.com',
  // Is there a network that wants a log-in first?
  'connectivitycheck.gstatic.com',
  'www.msftconnecttest.com',
]

/** The built-in hosts, the school's own and its server's, each once. */
export function neededHosts(own: readonly string[], serverAddress: string | undefined): string[] {
  const server = serverAddress === undefined ? [] : [new URL(serverAddress).hostname]
  return [...new Set([...NEEDED_HOSTS, ...own, ...server])]
}
