-- Defines :LeakLens. Nothing is started before require('leaklens').setup().
if vim.g.loaded_leaklens then
  return
end
vim.g.loaded_leaklens = true

vim.api.nvim_create_user_command('LeakLens', function(given)
  require('leaklens').command(given.fargs)
end, {
  nargs = '+',
  desc = 'LeakLens: connect, disconnect, refresh, capture, targets, findings, baseline, nobaseline, ask, ignore, hints',
  complete = function(lead, line)
    return require('leaklens').complete(lead, line)
  end,
})
