# A worker that keeps the span of each request in its dictionary, and closes none.
defmodule TraceSpans do
  def start do
    pid = spawn(fn -> work() end)
    spawn(fn -> requests(pid, 0) end)
  end

  defp requests(pid, number) do
    send(pid, {:request, number})
    Process.sleep(5)
    requests(pid, number + 1)
  end

  defp work do
    receive do
      {:request, number} -> open_span({:span, number})
    end

    work()
  end

  defp open_span(key) do
    Process.put(key, %{opened: System.monotonic_time(), tags: Enum.to_list(1..40)}) # leak: state-growth
  end
end
