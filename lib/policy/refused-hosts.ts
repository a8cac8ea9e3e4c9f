/**
 * Hosts, with all under them, that can never be a school's own lifeline nor a host that sign-in needs, by the
 * reason. The well-known ones only: private suffixes (tldts) and the caller's lists cover the rest.
 */
const table: Readonly<Record<string, string>> = {
  'a search engine’s host': `ask.com aol.com search.brave.com startpage.com kagi.com you.com perplexity.ai
    mojeek.com swisscows.com naver.com sogou.com msn.com`,
  'a mail host': `outlook.com outlook.office.com outlook.live.com outlook.office365.com hotmail.com proton.me
    protonmail.com gmx.com gmx.net mail.com mail.ru fastmail.com tutanota.com tuta.com zoho.com ymail.com gmail.com
    mailinator.com guerrillamail.com 10minutemail.com temp-mail.org`,
  'a storage host': `dropbox.com dropboxusercontent.com box.com mega.nz mega.io mediafire.com wetransfer.com
    pcloud.com icloud.com onedrive.com onedrive.live.com 1drv.ms sharepoint.com sync.com gofile.io pixeldrain.com
    file.io archive.org archive.ph archive.today`,
  'a social host': `facebook.com fb.com messenger.com instagram.com threads.net threads.com tiktok.com snapchat.com
    x.com twitter.com t.co reddit.com redd.it pinterest.com pinterest.co.uk tumblr.com discord.com discord.gg
    discordapp.com telegram.org t.me whatsapp.com signal.org linkedin.com vk.com bsky.app mastodon.social twitch.tv
    youtube.com youtu.be vimeo.com dailymotion.com rumble.com omegle.com ome.tv roblox.com quora.com 4chan.org
    slack.com weibo.com bereal.com`,
  'a host where anyone can publish': `googleusercontent.com github.com githubusercontent.com gitlab.com
    bitbucket.org wordpress.com wix.com wixsite.com weebly.com squarespace.com medium.com substack.com notion.so
    notion.site blogger.com livejournal.com pastebin.com hastebin.com telegra.ph rentry.co codepen.io codesandbox.io
    jsfiddle.net replit.com glitch.com scratch.mit.edu itch.io canva.com padlet.com linktr.ee carrd.co neocities.org
    cloudfront.net amazonaws.com azureedge.net jsdelivr.net unpkg.com statically.io imgur.com wikipedia.org
    fandom.com ngrok.io translate.goog bit.ly tinyurl.com`,
  'an assistant that talks about anything': `chatgpt.com openai.com claude.ai character.ai replika.com
    copilot.microsoft.com poe.com meta.ai x.ai grok.com deepseek.com`,
}

export const REFUSED_HOSTS: readonly (readonly [kind: string, hosts: readonly string[]])[] = Object.entries(
  table,
).map(([kind, hosts]) => [kind, hosts.split(/\s+/)])
