# A counter for each visitor and page, made by the first hit. Nobody sums them up and lets them go.
defmodule HitCounts do
  use Agent

  def start do
    {:ok, _} = Agent.start(fn -> :ets.new(:hit_counts, [:named_table, :public, write_concurrency: true]) end)
    for worker <- 1..3, do: spawn(fn -> serve(worker, 0) end)
  end

  defp serve(worker, number) do
    hit("10.#{worker}.#{div(number, 250)}.#{rem(number, 250)}", "/articles/#{rem(number, 40)}")
    Process.sleep(8)
    serve(worker, number + 1)
  end

  defp hit(address, page) do
    :ets.update_counter(:hit_counts, {address, page}, {2, 1}, {{address, page}, 0}) # leak: ets-growth
  end
end
