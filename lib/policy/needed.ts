/**
 * Exact hosts that stay open in every mode, because a device that cannot sign in or update is no safer: sign-in
 * pages of the school platforms and what only they load, updates, and the check for a network's own log-in page.
 * None of them carries content that anybody publishes, or whole pages to look at: `www.gstatic.com` and
 * `edge.microsoft.com` serve too much to stand here, and what sign-in takes from them are parts of a page, which
 * load anyway unless the school blocks them. The browser's own updates are no business of an extension's rules.
 */
export const NEEDED_HOSTS: readonly string[] = [
  // Google sign-in.
  'accounts.google.com',
  'accounts.google.co.uk',
  'accounts.youtube.com',
  'oauth2.googleapis.com',
  'ssl.gstatic.com',
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
