# Healthy: counters of a fixed number of routes, in a table that is never emptied and does not have to be.
defmodule Metrics do
  def start do
    :persistent_term.put(:metrics_started, true)

    spawn(fn ->
      :ets.new(:metrics, [:named_table, :public, write_concurrency: true])
      for _ <- 1..4, do: spawn(fn -> serve(0) end)
      Process.sleep(:infinity)
    end)
  end

  defp serve(number) do
    :ets.update_counter(:metrics, {:route, rem(number * 7, 3000)}, 1, {{:route, rem(number * 7, 3000)}, 0})
    Process.sleep(2)
    serve(number + 1)
  end
end
