# Healthy: a rate limiter that counts calls by key and second in a table, and forgets what is older than a window of ninety seconds.
defmodule RateWindows do
  @window_seconds 90

  def start do
    spawn(fn ->
      :ets.new(:rate_windows, [:named_table, :public])
      spawn(fn -> calls(0) end)
      sweep()
    end)
  end

  defp calls(number) do
    count("client-#{rem(number, 400)}")
    Process.sleep(5)
    calls(number + 1)
  end

  defp count(key) do
    :ets.update_counter(:rate_windows, {key, second()}, 1, {{key, second()}, 0})
  end

  defp sweep do
    Process.sleep(3_000)
    oldest = second() - @window_seconds
    :ets.select_delete(:rate_windows, [{{{:_, :"$1"}, :_}, [{:<, :"$1", oldest}], [true]}])
    sweep()
  end

  defp second, do: System.monotonic_time(:second)
end
