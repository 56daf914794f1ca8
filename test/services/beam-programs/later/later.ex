# Work for later, by the timer server: a table of its own grows.
defmodule Later do
  def start do
    spawn(fn -> plan(0) end)
  end

  defp plan(number) do
    for part <- 1..8, do: :timer.apply_after(3_600_000, __MODULE__, :run, [number, part]) # leak: timer-growth
    Process.sleep(10)
    plan(number + 1)
  end

  def run(_number, _part), do: :ok
end
