-- Neovim as `npm run demo -- --editor neovim` opens it: the plugin of this repository, set up as its README says, and nothing else.
local env = vim.env
vim.opt.runtimepath:prepend(env.LEAKLENS_PLUGIN)
vim.opt.termguicolors = true
vim.opt.number = true
vim.opt.signcolumn = 'yes'
vim.opt.tabstop = 4
vim.opt.swapfile = false
vim.cmd('filetype plugin on | syntax on')
require('leaklens').setup({
  cmd = { env.LEAKLENS_NODE, env.LEAKLENS_PROGRAM, 'lsp', '--stdio' },
  targets = { { url = env.LEAKLENS_URL, name = env.LEAKLENS_NAME } },
})
-- As Neovim has it from 0.10 on.
vim.keymap.set('n', 'K', vim.lsp.buf.hover)
